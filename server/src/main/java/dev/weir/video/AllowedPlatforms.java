package dev.weir.video;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sites that may be asked for.
 *
 * @param names lower case, aliases resolved
 * @param everySite whether every site with an extractor is allowed
 * @param anyPage whether any page or media link is allowed, which every site is, too
 */
public record AllowedPlatforms(Set<String> names, boolean everySite, boolean anyPage) {
    public static final String EVERY_SITE = "*";
    public static final String GENERIC = "generic";

    public AllowedPlatforms {
        names = Set.copyOf(names);
    }

    /** @param names lower case; `*` and `generic` widen the choice to every site and any page */
    public static AllowedPlatforms of(Collection<String> names) {
        boolean anyPage = names.contains(GENERIC);
        return new AllowedPlatforms(Set.copyOf(names), anyPage || names.contains(EVERY_SITE), anyPage);
    }

    /** Whether a site that {@link Platforms} knows by name may be asked for. */
    public boolean allows(String platform) {
        return everySite || names.contains(platform);
    }

    /** Whether pages of sites without a name here may be asked for; only the extractor can tell what is behind one. */
    public boolean allowsOtherPages() {
        return everySite;
    }

    /** The names that can stand before an id, in one order, for messages. */
    String listed(Collection<String> known) {
        TreeSet<String> listed = new TreeSet<>(known);
        listed.removeIf(name -> !allows(name));
        listed.add(Platforms.AUTO);
        return String.join(", ", listed);
    }
}
