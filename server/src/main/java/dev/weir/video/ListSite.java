package dev.weir.video;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one site names its lists of videos and addresses their pages. */
interface ListSite {
    List<ListSite> ALL = List.of(new YoutubeLists(), new BilibiliLists(), new TwitchLists(), new InstagramLists());

    /** The platform's name, lower case. */
    String name();

    /** Ends the sentence "lists of this platform are". */
    String idForm();

    /** The one form of an id, or null when it is malformed. */
    @Nullable
    String canonical(String id);

    /** @param id canonical */
    URI page(String id);

    /** The id of the list that an address of the site leads to, not yet checked, or null where it names none. */
    @Nullable
    String read(PageAddress address);

    /** How the site of that name names its lists, or null where it is known to have none with a name. */
    static @Nullable ListSite of(String site) {
        for (ListSite lists : ALL) {
            if (lists.name().equals(site)) {
                return lists;
            }
        }
        return null;
    }
}
