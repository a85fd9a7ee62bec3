package dev.weir.security.cookies;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What browser extensions and automation tools export as JSON: an array of cookies, or an object that holds one as `cookies` (EditThisCookie,
 * Cookie-Editor, J2TEAM Cookies, Puppeteer, Playwright).
 */
final class JsonFormat {
    private static final CookieText.Refused UNREADABLE = new CookieText.Refused(
            "The JSON of the cookie file cannot be read.", "Export it again, and send the file as it is.");
    private static final CookieText.Refused NO_LIST = new CookieText.Refused(
            "The JSON holds no list of cookies.",
            "Send an array of cookies with name, value and domain each, or an object that holds it as cookies.");

    private JsonFormat() {}

    static CookieText read(String text) {
        Object value;
        try {
            value = Json.decodeValue(text);
        } catch (DecodeException e) {
            return UNREADABLE;
        }
        JsonArray entries = value instanceof JsonArray array
                ? array
                : value instanceof JsonObject object && object.getValue("cookies") instanceof JsonArray array
                        ? array
                        : null;
        return entries == null ? NO_LIST : cookies(entries);
    }

    private static CookieText cookies(JsonArray entries) {
        List<Cookie> cookies = new ArrayList<>();
        int malformed = 0;
        for (Object entry : entries) {
            Cookie cookie = entry instanceof JsonObject object ? cookie(object) : null;
            if (cookie == null) {
                malformed++;
            } else {
                cookies.add(cookie);
            }
        }
        return new CookieText.Cookies(cookies, malformed);
    }

    private static @Nullable Cookie cookie(JsonObject entry) {
        String name = text(entry, "name");
        String value = text(entry, "value");
        String domain = text(entry, "domain");
        if (name == null || value == null || domain == null) {
            return null;
        }
        String path = text(entry, "path");
        boolean session = Boolean.TRUE.equals(entry.getValue("session"));
        Number expires = number(entry, "expirationDate", "expires", "expiry");
        return CookieChecks.cookie(
                name,
                value,
                domain,
                Boolean.TRUE.equals(entry.getValue("hostOnly")) || !domain.startsWith("."),
                path == null ? "/" : path,
                Boolean.TRUE.equals(entry.getValue("secure")),
                Boolean.TRUE.equals(entry.getValue("httpOnly")),
                session || expires == null ? 0 : expires.doubleValue());
    }

    private static @Nullable String text(JsonObject entry, String name) {
        return entry.getValue(name) instanceof String text ? text : null;
    }

    private static @Nullable Number number(JsonObject entry, String... names) {
        for (String name : names) {
            if (entry.getValue(name) instanceof Number number) {
                return number;
            }
        }
        return null;
    }
}
