package dev.weir.cache;

import dev.weir.cache.ValueReader.Malformed;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Access;
import dev.weir.video.Caption;
import dev.weir.video.Failure;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An outcome as bytes: a number that says which kind and version of fields follow, and the fields in the order of the records. */
final class OutcomeFormat {
    /** Raised with every change of the fields; a server that meets another number takes the value for none. */
    private static final int RESOLVED = 1;

    private static final int FAILED = 2;

    private OutcomeFormat() {}

    static void write(ValueWriter out, Resolution resolution) {
        switch (resolution) {
            case Resolved resolved -> {
                out.number(RESOLVED);
                out.instant(resolved.extractedAt());
                out.instant(resolved.usableUntil());
                info(out, resolved.info());
            }
            case Failed failed -> {
                out.number(FAILED);
                out.instant(failed.failedAt());
                failure(out, failed.failure());
            }
        }
    }

    /** @param ref what was asked for, which is not part of the value */
    static Resolution read(ValueReader in, VideoRef ref) throws Malformed {
        Resolution resolution = switch (in.integer()) {
            case RESOLVED -> resolved(in, ref);
            case FAILED -> failed(in);
            default -> throw new Malformed();
        };
        in.end();
        return resolution;
    }

    private static Resolved resolved(ValueReader in, VideoRef ref) throws Malformed {
        var extractedAt = in.instant();
        var usableUntil = in.instantOrNull();
        return new Resolved(ref, info(in), extractedAt, usableUntil);
    }

    private static Failed failed(ValueReader in) throws Malformed {
        var failedAt = in.instant();
        return new Failed(failure(in), failedAt);
    }

    private static void info(ValueWriter out, VideoInfo info) {
        out.text(info.id());
        out.text(info.title());
        out.text(info.description());
        out.decimal(info.duration());
        out.address(info.thumbnail());
        out.text(info.platform());
        out.text(info.uploader());
        out.number(info.viewCount());
        out.number(info.likeCount());
        out.text(info.uploadDate());
        out.flag(info.live());
        out.address(info.webpageUrl());
        out.number(info.formats().size());
        info.formats().forEach(format -> format(out, format));
        out.number(info.captions().size());
        info.captions().forEach(caption -> caption(out, caption));
        out.instant(info.expiresAt());
    }

    private static VideoInfo info(ValueReader in) throws Malformed {
        return new VideoInfo(
                in.text(),
                in.text(),
                in.textOrNull(),
                in.decimal(),
                in.addressOrNull(),
                in.text(),
                in.textOrNull(),
                in.numberOrNull(),
                in.numberOrNull(),
                in.textOrNull(),
                in.flag(),
                in.addressOrNull(),
                list(in, OutcomeFormat::format),
                list(in, OutcomeFormat::caption),
                in.instantOrNull());
    }

    private static void format(ValueWriter out, Format format) {
        out.text(format.formatId());
        out.address(format.url());
        out.text(format.ext());
        out.text(format.quality());
        out.text(format.resolution());
        out.number(wide(format.width()));
        out.number(wide(format.height()));
        out.decimal(format.fps());
        out.text(format.vcodec());
        out.text(format.acodec());
        out.text(format.language());
        out.number(format.languagePreference());
        out.text(format.dynamicRange());
        out.number(format.filesize());
        out.decimal(format.tbr());
        out.text(format.protocol());
        out.address(format.manifestUrl());
        out.flag(format.drm());
        access(out, format.access());
    }

    private static Format format(ValueReader in) throws Malformed {
        return new Format(
                in.text(),
                in.address(),
                in.text(),
                in.textOrNull(),
                in.textOrNull(),
                in.integerOrNull(),
                in.integerOrNull(),
                in.decimal(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.integer(),
                in.textOrNull(),
                in.numberOrNull(),
                in.decimal(),
                in.text(),
                in.addressOrNull(),
                in.flag(),
                access(in));
    }

    private static void caption(ValueWriter out, Caption caption) {
        out.text(caption.language());
        out.text(caption.name());
        out.flag(caption.auto());
        out.address(caption.url());
        out.text(caption.ext());
        access(out, caption.access());
    }

    private static Caption caption(ValueReader in) throws Malformed {
        return new Caption(in.text(), in.textOrNull(), in.flag(), in.address(), in.text(), access(in));
    }

    private static void access(ValueWriter out, Access access) {
        out.number(access.headers().size());
        access.headers().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
        out.text(access.cookies());
        out.number(access.chunkSize());
    }

    private static Access access(ValueReader in) throws Malformed {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = in.count(); i > 0; i--) {
            headers.put(in.text(), in.text());
        }
        return new Access(headers, in.textOrNull(), in.number());
    }

    private static void failure(ValueWriter out, Failure failure) {
        out.text(failure.reason().wireName());
        out.text(failure.message());
        out.text(failure.detail());
        Duration retryAfter = failure.retryAfter();
        out.number(retryAfter == null ? null : Long.valueOf(retryAfter.toMillis()));
        out.text(failure.extractorWords());
    }

    private static Failure failure(ValueReader in) throws Malformed {
        Reason reason = reason(in.text());
        String message = in.text();
        String detail = in.text();
        Long retryAfter = in.numberOrNull();
        return new Failure(
                reason, message, detail, retryAfter == null ? null : Duration.ofMillis(retryAfter), in.textOrNull());
    }

    private static Reason reason(String name) throws Malformed {
        for (Reason reason : Reason.values()) {
            if (reason.wireName().equals(name)) {
                return reason;
            }
        }
        throw new Malformed();
    }

    private static @Nullable Long wide(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private interface Read<T> {
        T from(ValueReader in) throws Malformed;
    }

    private static <T> List<T> list(ValueReader in, Read<T> element) throws Malformed {
        List<T> list = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            list.add(element.from(in));
        }
        return list;
    }
}
