package dev.weir.extract.ytdlp;

import dev.weir.video.Reason;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sentences by which yt-dlp's extractors, or the sites they quote, say what is wrong. The first that matches counts. */
final class KnownWords {
    private record Rule(Reason reason, Pattern words) {}

    private static final List<Rule> RULES = List.of(
            // Tunnels that the guard proxy refuses show nothing but its reason phrase.
            rule(Reason.ADDRESS_REFUSED, "weir-egress"),
            rule(
                    Reason.BOT_CHECK,
                    "confirm you.{1,3}re not a bot|captcha|anti-bot|cloudflare|rejected by server \\(352\\)"),
            rule(Reason.BOT_CHECK, "your ip is likely being blocked|unusual traffic"),
            rule(
                    Reason.UPSTREAM_RATE_LIMITED,
                    "rate.?limit|too many requests|try again later|blocked by server \\(412\\)|http error (?:412|429)"),
            // Bilibili says so of any id it does not know.
            rule(Reason.NOT_FOUND, "may be deleted or geo-restricted"),
            rule(Reason.DRM_PROTECTED, "\\bdrm\\b"),
            rule(
                    Reason.NOT_LIVE_YET,
                    "premieres? (?:in|will)|live (?:event|stream) will begin|not (?:yet )?started|not currently live"
                            + "|is not live|\\boffline\\b|is upcoming|not yet available"),
            rule(
                    Reason.GEO_RESTRICTED,
                    "(?:in|from|for) your (?:country|location|region|territory)|geo.?(?:restrict|block)|not available in your"),
            rule(
                    Reason.AGE_RESTRICTED,
                    "confirm your age|age.?(?:restrict|gate|verif|limit)|inappropriate for some users|nsfw|adults? only"),
            rule(
                    Reason.MEMBERS_ONLY,
                    "join this channel|members?.only|member content|on level:|premium (?:members|only|subscri)|supporter.only"
                            + "|subscribers?.only|requires payment|need to purchase|rent(?:al)? (?:this|only)|paid (?:video|content)"),
            rule(
                    Reason.PRIVATE,
                    "private video|video is private|is private\\b|set to private|protected tweet|users who follow this account"
                            + "|private post|post is private"),
            rule(
                    Reason.REMOVED,
                    "(?:has been|was|been) (?:removed|deleted|taken down)|removed (?:by|for)|no longer (?:available|exists)"
                            + "|account (?:associated with this video )?has been (?:terminated|suspended|closed)|\\bsuspended\\b"
                            + "|copyright (?:claim|grounds|infring)|terminated"),
            rule(
                    Reason.LOGIN_REQUIRED,
                    "sign in|log(?:ged)?.?in\\b|login|registered users|account credentials|--cookies|authenticat"
                            + "|empty media response"),
            rule(
                    Reason.NOT_FOUND,
                    "not found|does not exist|doesn't exist|no (?:status|video) (?:found|could be found)|there is no video"
                            + "|video unavailable|(?:is|are) not available|isn.t available|\\bunavailable\\b"
                            + "|not a video|no video could be found|http error 404"),
            rule(Reason.UPSTREAM_TIMEOUT, "timed out|time-?out"),
            rule(Reason.NO_SUCH_FORMAT, "requested format is not available|only images are available"));

    private KnownWords() {}

    /** The reason that the words give, or null where they are not known. */
    static @Nullable Reason reasonIn(String words) {
        return RULES.stream()
                .filter(rule -> rule.words.matcher(words).find())
                .map(Rule::reason)
                .findFirst()
                .orElse(null);
    }

    private static Rule rule(Reason reason, String words) {
        return new Rule(reason, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
}
