package dev.weir.config;

import dev.weir.video.AllowedPlatforms;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is delivered and which way.
 *
 * @param smartProxy SMART_PROXY_ENABLED
 * @param proxyCountries PROXY_COUNTRIES: ISO 3166-1 alpha-2, upper case
 * @param defaultMode DEFAULT_STREAM_MODE
 * @param platforms ALLOWED_PLATFORMS
 * @param heights ALLOWED_QUALITIES: lines, empty for all
 */
public record DeliverySettings(
        boolean smartProxy,
        Set<String> proxyCountries,
        Mode defaultMode,
        AllowedPlatforms platforms,
        Set<Integer> heights) {

    /** Which way the smart route sends a stream where the request leaves it open. */
    public enum Mode {
        AUTO,
        PROXY,
        DIRECT
    }

    static DeliverySettings read(Values values) {
        List<Integer> heights = values.find(Setting.ALLOWED_QUALITIES, Lists.of(Words::height));
        return new DeliverySettings(
                values.read(Setting.SMART_PROXY_ENABLED, Words::bool),
                Set.copyOf(values.read(Setting.PROXY_COUNTRIES, Lists.orNone(Words::country))),
                values.read(Setting.DEFAULT_STREAM_MODE, DeliverySettings::mode),
                AllowedPlatforms.of(values.read(Setting.ALLOWED_PLATFORMS, Lists.of(Words::platform))),
                heights == null
                        ? Set.of()
                        : heights.stream().filter(height -> height > 0).collect(Collectors.toUnmodifiableSet()));
    }

    private static Mode mode(String text) throws InvalidValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Mode.AUTO;
            case "proxy" -> Mode.PROXY;
            case "direct" -> Mode.DIRECT;
            default -> throw new InvalidValue(text, "is not a mode (auto, proxy, direct)");
        };
    }
}
