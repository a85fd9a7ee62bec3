package dev.weir.http.document;

import dev.weir.security.cookies.CookieReport;
import dev.weir.security.cookies.CookieSite;
import dev.weir.security.cookies.CookieStatus;
import dev.weir.security.cookies.CookieUpload;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents about accounts: how it stands with cookies, never what is in them. Their fields are at the top. */
public final class AuthDocuments {
    private final Timestamps timestamps;

    public AuthDocuments(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    public JsonObject status(List<CookieStatus> statuses) {
        JsonObject platforms = new JsonObject();
        statuses.forEach(status -> platforms.put(status.site().platform(), one(status)));
        return success()
                .put("auth_status", platforms)
                .put(
                        "summary",
                        new JsonObject()
                                .put("total_platforms", statuses.size())
                                .put(
                                        "authenticated_platforms",
                                        statuses.stream()
                                                .filter(s -> s.state().valid())
                                                .count())
                                .put(
                                        "platforms_with_cookies",
                                        statuses.stream()
                                                .filter(CookieStatus::present)
                                                .count()))
                .put("timestamp", timestamps.now());
    }

    private static JsonObject one(CookieStatus status) {
        return new JsonObject()
                .put("authenticated", status.state().valid())
                .put("cookies_file", status.present())
                .put("has_config", false)
                .put("present", status.present())
                .put("valid", status.state().valid())
                .put("expires_at", time(status.report().expiresAt()))
                .put("state", status.state().wireName())
                .put("detail", detail(status))
                .put("missing", new JsonArray(status.present() ? status.report().missing() : List.of()));
    }

    private static String detail(CookieStatus status) {
        String problem = status.problem();
        return problem == null ? status.state().sentence() : problem;
    }

    /** @param directory where the files are, in words that anybody may read */
    public JsonObject guide(String directory) {
        JsonObject steps = new JsonObject();
        JsonObject benefits = new JsonObject();
        for (CookieSite site : CookieSite.ALL) {
            steps.put(site.platform(), CookieGuide.steps(site, directory + site.fileName()));
            benefits.put(site.platform(), CookieGuide.benefits(site));
        }
        return success()
                .put("setup_guide", steps.put("general", CookieGuide.GENERAL))
                .put("cookie_files_location", directory)
                .put("supported_formats", new JsonArray(CookieGuide.FORMATS))
                .put("recommended_extensions", new JsonArray(CookieGuide.EXTENSIONS))
                .put("benefits", benefits.put("general", CookieGuide.GENERAL))
                .put("timestamp", timestamps.now());
    }

    public JsonObject platform(CookieStatus status, String location) {
        CookieSite site = status.site();
        return success()
                .put("platform", site.platform())
                .put(
                        "authentication",
                        new JsonObject()
                                .put("enabled", status.state().valid())
                                .put("cookies_available", status.present())
                                .put("config_available", false)
                                .put("state", status.state().wireName())
                                .put("detail", detail(status))
                                .put("expires_at", time(status.report().expiresAt())))
                .put("cookies", matters(status.report()))
                .put(
                        "files",
                        new JsonObject()
                                .put("cookies_file", status.present() ? location : null)
                                .put("expected_location", location))
                .put("setup_guide", CookieGuide.steps(site, location))
                .put("benefits", CookieGuide.benefits(site))
                .put("priority", CookieGuide.priority(site))
                .put("timestamp", timestamps.now());
    }

    public JsonObject stored(CookieUpload upload) {
        CookieReport report = upload.report();
        return success()
                .put(
                        "message",
                        "Cookies of " + upload.site().platform() + " stored: "
                                + report.state().sentence())
                .put("platform", upload.site().platform())
                .put("action", "cookies_stored")
                .put("valid", report.state().valid())
                .put("state", report.state().wireName())
                .put("expires_at", time(report.expiresAt()))
                .put(
                        "counts",
                        new JsonObject()
                                .put("stored", upload.stored())
                                .put("expired", upload.expired())
                                .put("other_sites", upload.dropped())
                                .put("malformed", upload.malformed()))
                .put("cookies", matters(report))
                .put("missing", new JsonArray(report.missing()))
                .put("warnings", new JsonArray(warnings(upload)))
                .put("timestamp", timestamps.now());
    }

    private static JsonArray matters(CookieReport report) {
        JsonArray array = new JsonArray();
        for (CookieReport.Matter matter : report.matters()) {
            array.add(new JsonObject()
                    .put("name", matter.name())
                    .put("needed", matter.needed())
                    .put("present", matter.present())
                    .put("expired", matter.expired())
                    .put("expires_at", time(matter.expiresAt())));
        }
        return array;
    }

    private static List<String> warnings(CookieUpload upload) {
        List<String> warnings = new ArrayList<>();
        if (!upload.report().missing().isEmpty()) {
            warnings.add("Nobody is signed in by these cookies: "
                    + String.join(", ", upload.report().missing()) + " missing for "
                    + upload.site().host() + ".");
        }
        if (upload.dropped() > 0) {
            warnings.add("Cookies of other sites were left out: " + String.join(", ", upload.otherSites()) + ".");
        }
        if (upload.malformed() > 0) {
            warnings.add("Entries that are no cookies were left out: " + upload.malformed() + ".");
        }
        if (upload.expired() > 0) {
            warnings.add("Some of the cookies have expired: " + upload.expired() + ".");
        }
        return warnings;
    }

    /** @param existed whether there were any */
    public JsonObject deleted(CookieSite site, boolean existed) {
        return success()
                .put(
                        "message",
                        existed
                                ? "Cookies of " + site.platform() + " deleted"
                                : "There were no cookies of " + site.platform())
                .put("platform", site.platform())
                .put("action", existed ? "cookies_deleted" : "none_required")
                .put("removed_file", existed ? site.fileName() : null)
                .put("note", existed ? "Extractions go without them from now on." : null)
                .put("timestamp", timestamps.now());
    }

    public JsonObject template(CookieSite site, String file) {
        return success()
                .put("message", "Template written for " + site.platform())
                .put("template_file", file)
                .put("instructions", new JsonArray(CookieGuide.template(site)))
                .put(
                        "next_step",
                        "Fill in cookies of " + site.domains().getFirst() + ", or upload them with PUT instead.")
                .put("timestamp", timestamps.now());
    }

    /** What the template file itself says, each line a comment of the Netscape format. */
    public static String templateText(CookieSite site) {
        return "# Netscape HTTP Cookie File\n#\n# Cookies of " + site.platform() + ":\n# "
                + String.join("\n# ", CookieGuide.template(site)) + "\n";
    }

    private static JsonObject success() {
        return new JsonObject().put("success", true);
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
