package dev.weir.security.cookies;

import org.jspecify.annotations.Nullable;

/** Gives extractions the cookies of their platform, and learns what became of them. */
public interface CookieLender {
    /** Has none. */
    CookieLender NONE = new CookieLender() {
        @Override
        public @Nullable CookieLoan lend(String platform) {
            return null;
        }

        @Override
        public void accepted(CookieLoan loan) {}

        @Override
        public void refused(CookieLoan loan) {}

        @Override
        public void doubted(CookieLoan loan) {}
    };

    /** The platform's cookies, or null where there are none, or those there are were refused a moment ago. May read a file. */
    @Nullable
    CookieLoan lend(String platform);

    /** The extraction with them succeeded. */
    void accepted(CookieLoan loan);

    /** The site said that they are no longer good, or the same page was to be had without them only: they are not lent for a while. */
    void refused(CookieLoan loan);

    /** The site wanted a sign-in although they were sent, and without them, too. */
    void doubted(CookieLoan loan);
}
