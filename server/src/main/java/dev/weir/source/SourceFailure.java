package dev.weir.source;

import java.util.OptionalLong;

/** Why bytes of a source could not be had, or not to their end. */
public sealed interface SourceFailure {

    /** The origin refuses this address now (401, 403, 404, 410): it may have expired or be bound to another client. */
    record Refused(int status) implements SourceFailure {}

    /** The range lies outside the file (416); the length where the origin named it. */
    record OutOfRange(OptionalLong total) implements SourceFailure {}

    /** The origin answered with another error status (429 and 5xx among them). */
    record BadStatus(int status) implements SourceFailure {}

    /** The connection could not be made, was cut or reset, or what came was not HTTP or lied about its length. */
    record Broken(String what) implements SourceFailure {}

    /** No byte for longer than UPSTREAM_IDLE_TIMEOUT, or no connection within UPSTREAM_CONNECT_TIMEOUT. */
    record TimedOut() implements SourceFailure {}

    /** The address, or one it redirects to, is not one this server may connect to. */
    record AddressRefused() implements SourceFailure {}

    /** More than five redirects, or one to where no media can be (another scheme, no host). */
    record BadRedirect() implements SourceFailure {}

    /** What came is no media (a web page, say) and is never passed on. */
    record NotMedia(String contentType) implements SourceFailure {}

    /** After a new address was found, the file behind it is another one. */
    record Changed() implements SourceFailure {}
}
