package dev.weir.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Redis, Valkey or Dragonfly server that several servers share.
 *
 * @param host REDIS_HOST, or the host of REDIS_URL
 * @param port 1 to 65535
 * @param tls whether REDIS_URL says `rediss`
 * @param username null for the default user
 * @param password REDIS_PASSWORD, or the one in REDIS_URL
 * @param database 0 or more
 */
public record RedisSettings(
        String host,
        int port,
        boolean tls,
        @Nullable String username,
        @Nullable Secret password,
        int database) {
    private static final Parser<Integer> PORT = Numbers.between(1, 65535);
    private static final Parser<Integer> DATABASE = Numbers.between(0, 99_999);

    static @Nullable RedisSettings read(Values values) {
        RedisSettings url = values.find(Setting.REDIS_URL, RedisSettings::parse);
        String host = values.find(Setting.REDIS_HOST, Hosts::host);
        Integer port = values.find(Setting.REDIS_PORT, PORT);
        Integer database = values.find(Setting.REDIS_DB, DATABASE);
        Secret password = values.find(Setting.REDIS_PASSWORD, Secret::new);
        if (url != null) {
            refuseOther(values, Setting.REDIS_HOST, host, url.host);
            refuseOther(values, Setting.REDIS_PORT, port, url.port);
            refuseOther(values, Setting.REDIS_DB, database, url.database);
            if (url.password != null) {
                refuseOther(values, Setting.REDIS_PASSWORD, password, url.password);
                return url;
            }
            return new RedisSettings(url.host, url.port, url.tls, url.username, password, url.database);
        }
        if (host == null) {
            return null;
        }
        return new RedisSettings(
                host,
                values.read(Setting.REDIS_PORT, PORT),
                false,
                null,
                password,
                values.read(Setting.REDIS_DB, DATABASE));
    }

    private static void refuseOther(Values values, Setting setting, @Nullable Object own, Object url) {
        if (own != null && !Objects.equals(own, url)) {
            values.reject(setting, "contradicts REDIS_URL, which says something else; set one of the two");
        }
    }

    private static RedisSettings parse(String text) throws InvalidValue {
        ServiceAddress address = ServiceAddress.parse(text);
        if (!address.scheme().equals("redis") && !address.scheme().equals("rediss")) {
            throw new InvalidValue(text, "does not begin with redis:// or rediss://");
        }
        return new RedisSettings(
                address.host(),
                address.portOr(6379),
                address.scheme().equals("rediss"),
                address.username(),
                address.password() == null ? null : new Secret(address.password()),
                database(text, address.path()));
    }

    private static int database(String text, String path) throws InvalidValue {
        try {
            return path.isEmpty() ? 0 : DATABASE.parse(path);
        } catch (InvalidValue e) {
            throw new InvalidValue(text, "has a path that is not the number of a database");
        }
    }

    /** Hides the credentials. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
