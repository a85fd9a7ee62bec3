package dev.weir.config;

/**
 * Where and as what the server runs.
 *
 * @param host HOST: an IP address or a name to listen on
 * @param port PORT: 0 to 65535, 0 for any free one
 * @param environment ENVIRONMENT: the deployment's name
 * @param version of this build
 * @param exposeDetailedErrors EXPOSE_DETAILED_ERRORS: whether error answers carry the extractor's own words
 */
public record ServerSettings(String host, int port, String environment, String version, boolean exposeDetailedErrors) {

    static ServerSettings read(Values values, String version) {
        return new ServerSettings(
                values.read(Setting.HOST, Hosts::host),
                values.read(Setting.PORT, Numbers.between(0, 65535)),
                values.read(Setting.ENVIRONMENT, Words::token),
                version,
                values.read(Setting.EXPOSE_DETAILED_ERRORS, Words::bool));
    }
}
