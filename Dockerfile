# syntax=docker/dockerfile:1
# Each step is one of scripts/image-steps, which the tests take in a plain folder.
ARG DEBIAN=trixie-slim

FROM maven:3.9-eclipse-temurin-25 AS tools

FROM debian:${DEBIAN} AS build
COPY --from=tools /opt/java/openjdk /opt/java/openjdk
COPY --from=tools /usr/share/maven /usr/share/maven
ENV JAVA_HOME=/opt/java/openjdk PATH=/usr/share/maven/bin:/usr/sbin:/usr/bin:/sbin:/bin
WORKDIR /src
COPY scripts/image-steps scripts/image-steps
RUN scripts/image-steps build-packages
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.cache/pip \
    scripts/image-steps program /opt/weir

FROM debian:${DEBIAN}
COPY scripts/image-steps /usr/local/libexec/weir/image-steps
RUN /usr/local/libexec/weir/image-steps run-packages && /usr/local/libexec/weir/image-steps user
# Times are kept, by which the AOT cache knows the jars.
COPY --from=build /opt/weir /opt/weir
ENV WEIR_HOME=/data
WORKDIR /data
# downloads, config/cookies and logs of the settings' defaults; besides it only /tmp is written.
VOLUME /data
USER 10001:10001
EXPOSE 8000
# The server gives streams SHUTDOWN_TIMEOUT (30 s) to end: stop it with a longer grace period.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["/opt/weir/bin/weir", "healthy"]
ENTRYPOINT ["/usr/bin/tini", "--", "/opt/weir/bin/weir"]
CMD ["serve"]
