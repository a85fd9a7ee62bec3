package dev.weir.http.document;

import dev.weir.security.cookies.CookieSite;
import java.util.List;

/** What a person wants to know about cookies: where they come from, what they are good for. */
final class CookieGuide {
    static final List<String> FORMATS = List.of(
            "Netscape HTTP Cookie File (cookies.txt)",
            "JSON: an array of cookies, or an object with cookies in it, as browser extensions export them");
    static final List<String> EXTENSIONS = List.of(
            "Get cookies.txt LOCALLY (Chrome, Firefox)", "cookies.txt (Firefox)", "Cookie-Editor (Chrome, Firefox)");
    static final String GENERAL =
            "Cookies of an account let the server see what that account may see, and sites take it for a robot"
                    + " less often. Use an account made for this, since sites suspend accounts that download a lot.";

    private CookieGuide() {}

    /** @param location where the file is looked for */
    static String steps(CookieSite site, String location) {
        String home = site.domains().getFirst();
        String advice = site.platform().equals("youtube")
                ? " in a private window, and close it after exporting: YouTube replaces the cookies of open windows"
                : "";
        return String.join(
                "\n",
                "1. Sign in to " + home + " in a browser" + advice + ".",
                "2. Export the cookies of " + home + " with an extension, as Netscape cookies.txt or as JSON.",
                "3. Send the file: curl -X PUT --data-binary @cookies.txt .../api/v2/auth/cookies/" + site.platform()
                        + ", or save it as " + location + ".",
                "4. GET /api/v2/auth/status shows whether they are complete, and when they expire. No restart is needed.");
    }

    static String benefits(CookieSite site) {
        return switch (site.platform()) {
            case "youtube" -> "Age-restricted and members' videos of the account, fewer checks for robots";
            case "bilibili" -> "Higher qualities, episodes for members and videos of the account's region";
            case "twitter" -> "Sensitive posts, protected posts that the account follows, higher limits";
            case "instagram" -> "Most posts and reels, private ones that the account follows, stories";
            case "twitch" -> "Videos for subscribers of channels that the account subscribes to";
            default -> "Videos that only signed-in users can see";
        };
    }

    static String priority(CookieSite site) {
        return switch (site.platform()) {
            case "instagram" -> "High - most content wants a sign-in";
            case "bilibili", "twitter", "niconico" -> "Medium - some content wants a sign-in";
            case "youtube" -> "Medium - helps where YouTube takes the server for a robot";
            default -> "Low - usually not needed";
        };
    }

    static List<String> template(CookieSite site) {
        String home = site.domains().getFirst();
        return List.of(
                "1. Sign in to " + home + " in a browser.",
                "2. Export the cookies of " + home + " with an extension, as Netscape cookies.txt.",
                "3. Put them in place of this file's lines.",
                "4. Rename it to " + site.fileName() + "; no restart is needed.");
    }
}
