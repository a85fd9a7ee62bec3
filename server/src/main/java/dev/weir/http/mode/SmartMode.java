package dev.weir.http.mode;

import java.util.Set;

/**
 * Decides for the smart route which way a stream goes.
 *
 * @param enabled SMART_PROXY_ENABLED: whether the country counts
 * @param proxyCountries PROXY_COUNTRIES: ISO 3166-1 alpha-2, upper case
 * @param usual DEFAULT_STREAM_MODE: for requests that name no mode
 */
public record SmartMode(boolean enabled, Set<String> proxyCountries, StreamMode usual) {

    /** The way a stream goes. */
    public enum Way {
        PROXY,
        DIRECT
    }

    public SmartMode {
        proxyCountries = Set.copyOf(proxyCountries);
    }

    /**
     * What a client asks for in so many words is done; what is left open is decided so that it plays.
     *
     * @param wished the `mode` parameter, else {@link #usual}
     * @param redirectable false where the site wants headers or cookies that a client does not send, or has bound the address to ours
     */
    public Way decide(StreamMode wished, Country client, boolean redirectable) {
        return switch (wished) {
            case PROXY -> Way.PROXY;
            case DIRECT -> Way.DIRECT;
            case AUTO -> !redirectable || (enabled && proxyCountries.contains(client.code())) ? Way.PROXY : Way.DIRECT;
        };
    }
}
