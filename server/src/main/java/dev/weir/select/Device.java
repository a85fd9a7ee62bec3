package dev.weir.select;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Locale;

/** The kind of screen a stream is for. */
public enum Device {
    MOBILE(480, 480),
    TABLET(720, 720),
    DESKTOP(1080, 2160);

    private final int lines;
    private final int most;

    Device(int lines, int most) {
        this.lines = lines;
        this.most = most;
    }

    /**
     * Reads the parameter `device`; `auto` looks at the User-Agent (RFC 9110 section 10.1.5).
     *
     * @param userAgent empty where the client sent none
     * @throws FailureException `invalid_parameter` for an unknown kind
     */
    public static Device parse(String text, String userAgent) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "mobile" -> MOBILE;
            case "tablet" -> TABLET;
            case "desktop" -> DESKTOP;
            case "auto" -> ofUserAgent(userAgent);
            default ->
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The device is not a known kind.",
                                "Use mobile, tablet, desktop or auto.")
                        .toException();
        };
    }

    /** Browsers on telephones say `Mobile`, Android without it is a tablet; whatever else is there counts as a desktop. */
    public static Device ofUserAgent(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        boolean tablet = agent.contains("ipad")
                || agent.contains("tablet")
                || agent.contains("kindle")
                || (agent.contains("android") && !agent.contains("mobile"));
        if (tablet) {
            return TABLET;
        }
        return agent.contains("mobi") || agent.contains("iphone") || agent.contains("ipod") ? MOBILE : DESKTOP;
    }

    /** As `X-Device-Type` names it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What serves while nobody knows the bandwidth. */
    int lines() {
        return lines;
    }

    /** What makes sense however much the bandwidth carries. */
    int most() {
        return most;
    }
}
