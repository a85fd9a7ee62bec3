package dev.weir.cache;

import dev.weir.redis.Script;

/** What has to happen on the shared server in one step. */
final class Scripts {
    static final long TAKEN = 0;
    static final long OURS = 1;
    static final long CHANGED = 2;

    /** Takes a video's lock, unless the value is another one than was seen. */
    static final Script ACQUIRE = new Script("""
            if redis.call('GETRANGE', KEYS[1], 0, 15) ~= ARGV[3] then return 2 end
            if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
            return 0
            """);

    /** Keeps a lock for longer, if it is still the holder's. */
    static final Script RENEW = new Script("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 0
            """);

    /** Frees a lock, if it is still the holder's. */
    static final Script FREE = new Script("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0
            """);

    /** Frees a lock as {@link #FREE} does, and stores the value, unless something that concerns it was purged since its extraction began. */
    static final Script STORE = new Script("""
            if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
            local marks = ''
            for i = 3, 5 do marks = marks .. (redis.call('GET', KEYS[i]) or '') .. '.' end
            if marks ~= ARGV[2] then return 0 end
            redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[3])
            return 1
            """);

    /** Marks what is forgotten, and tells all who listen. */
    static final Script PURGE = new Script("""
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
            return redis.call('PUBLISH', ARGV[3], ARGV[4])
            """);

    private Scripts() {}
}
