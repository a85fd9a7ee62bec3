package dev.weir.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param keysRequired API_KEY_ENABLED
 * @param keys API_KEYS
 * @param keyHeader API_KEY_HEADER: a field name
 * @param keyExempt API_KEY_EXEMPT_IPS
 * @param addressesChecked ENABLE_IP_CONTROL
 * @param allowed IP_ALLOWLIST: empty for everybody
 * @param blocked IP_BLOCKLIST
 * @param trustedProxies TRUSTED_PROXIES: peers whose forwarding headers are believed
 * @param signingKeys SIGNING_KEYS: the first signs, all verify
 */
public record AccessSettings(
        boolean keysRequired,
        List<Secret> keys,
        String keyHeader,
        List<CidrBlock> keyExempt,
        boolean addressesChecked,
        List<CidrBlock> allowed,
        List<CidrBlock> blocked,
        List<CidrBlock> trustedProxies,
        List<Secret> signingKeys) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,512}");
    private static final Pattern SIGNING_KEY = Pattern.compile("[\\x21-\\x7e]{32,512}");

    static AccessSettings read(Values values) {
        AccessSettings settings = new AccessSettings(
                values.read(Setting.API_KEY_ENABLED, Words::bool),
                list(values.find(Setting.API_KEYS, Lists.of(AccessSettings::key))),
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
        if (addressesChecked && allowed.isEmpty() && blocked.isEmpty()) {
            values.reject(
                    Setting.IP_ALLOWLIST,
                    "and IP_BLOCKLIST are both empty while ENABLE_IP_CONTROL is true, so nothing would be checked");
        }
    }

    private static List<CidrBlock> blocks(Values values, Setting setting) {
        return list(values.find(setting, Lists.of(CidrBlock::parseOrAddress)));
    }

    private static <T> List<T> list(@Nullable List<T> found) {
        return found == null ? List.of() : found;
    }

    private static Secret key(String text) throws InvalidValue {
        return new Secret(Words.matching(KEY, text, "holds a key that is not 8 to 512 visible ASCII characters"));
    }

    private static Secret signingKey(String text) throws InvalidValue {
        return new Secret(
                Words.matching(SIGNING_KEY, text, "holds a key that is not 32 to 512 visible ASCII characters"));
    }
}
