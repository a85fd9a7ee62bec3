package dev.weir.app;

import dev.weir.config.Settings;
import dev.weir.health.HealthMonitor;
import dev.weir.health.Machine;
import dev.weir.http.Endpoints;
import dev.weir.http.document.Timestamps;
import dev.weir.http.mode.SmartMode;
import dev.weir.http.route.EmbedRoutes;
import dev.weir.http.route.GameStreams;
import dev.weir.http.route.Lookups;
import dev.weir.http.route.SimpleRoutes;
import dev.weir.http.route.StorageRoutes;
import dev.weir.http.route.SystemLimits;
import dev.weir.http.route.VrchatRoutes;
import dev.weir.select.AllowedHeights;
import dev.weir.select.GameSelector;
import dev.weir.select.Selector;
import dev.weir.storage.DownloadFolder;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The endpoints for players in games, the framed player, and what the Python system told of its machine. */
record GetRoutes(SimpleRoutes simple, VrchatRoutes vrchat, EmbedRoutes embed, StorageRoutes storage) {

    static GetRoutes of(
            Settings settings,
            Lookups lookups,
            Selector selector,
            AllowedHeights heights,
            SmartMode smart,
            HealthMonitor health,
            Machine machine,
            Executor blocking,
            InstantSource clock,
            Timestamps timestamps) {
        GameStreams games = new GameStreams(lookups, new GameSelector(selector), heights, smart);
        return new GetRoutes(
                new SimpleRoutes(games, settings.delivery().platforms()),
                new VrchatRoutes(games, health, settings.server().version()),
                new EmbedRoutes(lookups, selector, heights),
                new StorageRoutes(
                        new DownloadFolder(settings.storage().downloads()),
                        new SystemLimits(
                                settings.storage().maxBytes(),
                                settings.storage().retention(),
                                settings.storage().concurrentDownloads(),
                                settings.rateLimit().requests(),
                                settings.rateLimit().window(),
                                settings.limits().streams(),
                                settings.extraction().workers()),
                        health,
                        machine,
                        blocking,
                        clock,
                        timestamps));
    }

    void register(Endpoints endpoints) {
        simple.register(endpoints);
        vrchat.register(endpoints);
        embed.register(endpoints);
        storage.register(endpoints);
    }
}
