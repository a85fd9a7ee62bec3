package dev.weir.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param keysRequired API_KEY_ENABLED
 * @param keys API_KEYS: no key twice
 * @param keyHeader API_KEY_HEADER: a field name without another meaning, but for Authorization
 * @param keyExempt API_KEY_EXEMPT_IPS
 * @param addressesChecked ENABLE_IP_CONTROL
 * @param allowed IP_ALLOWLIST: empty for everybody
 * @param blocked IP_BLOCKLIST
 * @param trustedProxies TRUSTED_PROXIES: peers whose forwarding headers are believed
 * @param signingKeys SIGNING_KEYS: the first signs, all verify
 */
public record AccessSettings(
        boolean keysRequired,
        List<ApiKey> keys,
        String keyHeader,
        List<CidrBlock> keyExempt,
        boolean addressesChecked,
        List<CidrBlock> allowed,
        List<CidrBlock> blocked,
        List<CidrBlock> trustedProxies,
        List<Secret> signingKeys) {
    /** Fields that mean something else to this server, or to what stands before it. */
    private static final Set<String> TAKEN = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "forwarded",
            "host",
            "if-range",
            "origin",
            "range",
            "referer",
            "transfer-encoding",
            "user-agent",
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-real-ip",
            "x-request-id");

    private static final Pattern SIGNING_KEY = Pattern.compile("[\\x21-\\x7e]{32,512}");

    static AccessSettings read(Values values) {
        AccessSettings settings = new AccessSettings(
                values.read(Setting.API_KEY_ENABLED, Words::bool),
                list(values.find(Setting.API_KEYS, Lists.orJson(ApiKey::parse))),
                values.read(Setting.API_KEY_HEADER, Words::token),
                blocks(values, Setting.API_KEY_EXEMPT_IPS),
                values.read(Setting.ENABLE_IP_CONTROL, Words::bool),
                blocks(values, Setting.IP_ALLOWLIST),
                blocks(values, Setting.IP_BLOCKLIST),
                blocks(values, Setting.TRUSTED_PROXIES),
                list(values.find(Setting.SIGNING_KEYS, Lists.of(AccessSettings::signingKey))));
        settings.refuseContradictions(values);
        return settings;
    }

    private void refuseContradictions(Values values) {
        if (keysRequired && keys.isEmpty()) {
            values.reject(Setting.API_KEYS, "holds no key while API_KEY_ENABLED is true, so nobody could be let in");
        }
        if (keys.stream().map(ApiKey::id).distinct().count() < keys.size()) {
            values.reject(Setting.API_KEYS, "holds one key with two limits");
        }
        if (TAKEN.contains(keyHeader.toLowerCase(Locale.ROOT))) {
            values.reject(Setting.API_KEY_HEADER, new InvalidValue(keyHeader, "is a header with another meaning"));
        }
        if (keysRequired && keyExempt.stream().anyMatch(block -> block.prefixLength() == 0)) {
            values.reject(
                    Setting.API_KEY_EXEMPT_IPS,
                    "holds every address while API_KEY_ENABLED is true, so nobody would need a key");
        }
        if (addressesChecked && allowed.isEmpty() && blocked.isEmpty()) {
            values.reject(
                    Setting.IP_ALLOWLIST,
                    "and IP_BLOCKLIST are both empty while ENABLE_IP_CONTROL is true, so nothing would be checked");
        }
        if (addressesChecked && admitsNobody()) {
            values.reject(Setting.IP_BLOCKLIST, "leaves no address that could be let in");
        }
        warnOfWhatIsOff(values);
    }

    private boolean admitsNobody() {
        return allowed.isEmpty()
                ? blocked.stream().filter(block -> block.prefixLength() == 0).count() == 2
                : allowed.stream().allMatch(block -> blocked.stream().anyMatch(block::isWithin));
    }

    private void warnOfWhatIsOff(Values values) {
        if (!keysRequired && (!keys.isEmpty() || !keyExempt.isEmpty())) {
            values.warn("API_KEYS, API_KEY_EXEMPT_IPS: not used, since API_KEY_ENABLED is false");
        }
        if (!addressesChecked && !(allowed.isEmpty() && blocked.isEmpty())) {
            values.warn("IP_ALLOWLIST, IP_BLOCKLIST: not used, since ENABLE_IP_CONTROL is false");
        }
    }

    private static List<CidrBlock> blocks(Values values, Setting setting) {
        return list(values.find(setting, Lists.of(CidrBlock::parseOrAddress)));
    }

    private static <T> List<T> list(@Nullable List<T> found) {
        return found == null ? List.of() : found;
    }

    private static Secret signingKey(String text) throws InvalidValue {
        return new Secret(
                Words.matching(SIGNING_KEY, text, "holds a key that is not 32 to 512 visible ASCII characters"));
    }
}
