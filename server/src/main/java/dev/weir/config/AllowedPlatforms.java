package dev.weir.config;

import java.util.List;
import java.util.Set;

/**
 * The sites that may be asked for.
 *
 * @param names lower case, aliases resolved
 * @param everySite whether every site with an extractor is allowed
 * @param anyPage whether any page or media link is allowed, which every site is, too
 */
public record AllowedPlatforms(Set<String> names, boolean everySite, boolean anyPage) {
    private static final String GENERIC = "generic";

    /** @param platform lower case, `generic` for a page of no known site */
    public boolean allows(String platform) {
        return anyPage || (!platform.equals(GENERIC) && (everySite || names.contains(platform)));
    }

    static AllowedPlatforms of(List<String> names) {
        boolean anyPage = names.contains(GENERIC);
        return new AllowedPlatforms(Set.copyOf(names), anyPage || names.contains("*"), anyPage);
    }
}
