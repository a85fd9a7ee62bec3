package dev.weir.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reads whole numbers and sizes. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

    private Numbers() {}

    static Parser<Integer> between(int least, int most) {
        return text -> {
            long number = WHOLE.matcher(text).matches() ? Long.parseLong(text) : -1;
            if (number < least || number > most) {
                throw new InvalidValue(text, "is not a whole number from " + least + " to " + most);
            }
            return (int) number;
        };
    }

    /** Bytes, written in GiB with at most six decimals. */
    static Parser<Long> gibibytes(int most) {
        return text -> {
            if (!DECIMAL.matcher(text).matches() || new BigDecimal(text).compareTo(BigDecimal.valueOf(most)) > 0) {
                throw new InvalidValue(text, "is not a number of GiB from 0 to " + most);
            }
            return new BigDecimal(text)
                    .multiply(GIB)
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
        };
    }
}
