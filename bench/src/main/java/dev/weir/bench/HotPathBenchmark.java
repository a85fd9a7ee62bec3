package dev.weir.bench;

import dev.weir.http.conditional.EntityTag;
import dev.weir.http.range.RangeHeader;
import dev.weir.http.range.RangeResolution;
import dev.weir.http.request.RequestTarget;
import dev.weir.video.AllowedPlatforms;
import dev.weir.video.Platforms;
import dev.weir.video.VideoRef;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a raw target and a Range to what they mean. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HotPathBenchmark {
    private final Platforms platforms = new Platforms(AllowedPlatforms.of(List.of("youtube")));
    private final String byId = "/api/v2/stream/proxy/youtube/dQw4w9WgXcQ?quality=720p";
    private final String byPage = "/api/v2/stream/proxy/auto/https://www.youtube.com/watch?v=dQw4w9WgXcQ&quality=720p";
    private final Set<String> own = Set.of("quality");

    @Benchmark
    public VideoRef anIdInThePath() {
        var target = RequestTarget.parse(byId).video("/api/v2/stream/proxy/", own);
        return platforms.ref(target.platform(), target.id());
    }

    @Benchmark
    public VideoRef aBarePageInThePath() {
        var target = RequestTarget.parse(byPage).page("/api/v2/stream/proxy/auto/", own);
        return platforms.ref(target.platform(), target.id());
    }

    @Benchmark
    public RangeResolution aRange() {
        return RangeHeader.parse("bytes=1048576-3145727").resolve(67_108_864);
    }

    @Benchmark
    public String anEntityTag() {
        return EntityTag.ofFile("youtube", "dQw4w9WgXcQ", "22", 67_108_864, "\"abc\"")
                .toString();
    }
}
