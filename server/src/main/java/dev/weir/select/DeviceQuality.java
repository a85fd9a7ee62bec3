package dev.weir.select;

import dev.weir.select.Quality.Height;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Chooses a height for a screen and the bandwidth that leads to it. */
public final class DeviceQuality {
    private static final Pattern NUMBER = Pattern.compile("0{0,3}[1-9]\\d{0,8}");

    /** From so many kbit/s a height plays without stalling: its usual bit rate at H.264, and a margin of a quarter. */
    private static final NavigableMap<Integer, Integer> HEIGHT_FROM = new TreeMap<>(Map.of(
            0, 144,
            400, 240,
            800, 360,
            1_500, 480,
            3_000, 720,
            6_000, 1080,
            12_000, 1440,
            24_000, 2160));

    private DeviceQuality() {}

    /** What serves the screen while nobody knows the bandwidth. */
    public static Quality of(Device device) {
        return new Height(device.lines());
    }

    /** What the bandwidth carries, in kbit/s; at most what makes sense on the screen. */
    public static Quality of(Device device, int bandwidth) {
        int carried = HEIGHT_FROM.floorEntry(Math.max(0, bandwidth)).getValue();
        return new Height(Math.min(carried, device.most()));
    }

    /**
     * Reads the parameter `bandwidth`, in kbit/s.
     *
     * @throws FailureException `invalid_parameter` unless it is a whole number above 0
     */
    public static int bandwidth(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The bandwidth is not a whole number of kbit/s above 0.",
                            "Give a number such as 5000.")
                    .toException();
        }
        return Integer.parseInt(text);
    }
}
