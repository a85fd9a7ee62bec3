package dev.weir.video;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instagram: the posts of an account, by its name. */
final class InstagramLists implements ListSite {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9_][a-z0-9._]{1,29}");
    private static final Set<String> RESERVED =
            Set.of("p", "reel", "reels", "tv", "stories", "explore", "accounts", "direct", "share", "about");

    @Override
    public String name() {
        return "instagram";
    }

    @Override
    public String idForm() {
        return "the name of an account";
    }

    @Override
    public @Nullable String canonical(String id) {
        String name = id.toLowerCase(Locale.ROOT);
        return ACCOUNT.matcher(name).matches() && !RESERVED.contains(name) ? name : null;
    }

    @Override
    public URI page(String id) {
        return Site.https("www.instagram.com", "/" + id + "/");
    }

    @Override
    public @Nullable String read(PageAddress address) {
        List<String> segments = address.segments();
        boolean account = segments.size() == 1
                && !RESERVED.contains(segments.getFirst())
                && !Site.within(address.host(), "instagr.am");
        return account ? segments.getFirst() : null;
    }
}
