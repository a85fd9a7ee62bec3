-- Counts uses of one client in a sliding window of slots, as many of those wished as the limit allows.
-- KEYS[1]: a hash of slot number -> uses, with the sum of all as 'total' and the oldest slot that has uses as 'first'.
-- KEYS[2], for a stream: there while the client may read on in it.
-- ARGV: the limit, the length of a slot in microseconds, the slots in a window, the uses wished; for a stream also the seconds that KEYS[2] lives, and 1
-- where the use reads on.
-- Answers: the uses admitted, or -1 where it needs none; the uses that count; microseconds until the oldest of them is forgotten.
if KEYS[2] and ARGV[6] == '1' and redis.call('EXPIRE', KEYS[2], ARGV[5]) == 1 then
    return { -1, 0, 0 }
end
local key, limit, width, slots = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local slot = math.floor(now / width)
local known = redis.call('HMGET', key, 'total', 'first', string.format('%d', slot))
local total, first, uses = tonumber(known[1] or 0), tonumber(known[2] or slot), tonumber(known[3] or 0)
local oldest = first

if first > slot or slot - first > 2 * slots then
    -- The clock was set back, or all is long over.
    redis.call('DEL', key)
    total, first, uses = 0, slot, 0
end
while total > 0 and first < slot do
    local field = string.format('%d', first)
    local stale = redis.call('HGET', key, field)
    if stale then
        if first >= slot - slots then
            break
        end
        redis.call('HDEL', key, field)
        total = total - stale
    end
    first = first + 1
end
if total <= 0 then
    total, first = 0, slot
end

local admitted = math.max(0, math.min(tonumber(ARGV[4]), limit - total))
if admitted > 0 then
    total = total + admitted
    redis.call('HSET', key, 'total', total, 'first', string.format('%d', first), string.format('%d', slot), uses + admitted)
    redis.call('PEXPIRE', key, math.ceil(width * (slots + 1) / 1000))
    if KEYS[2] then
        redis.call('SET', KEYS[2], '', 'EX', ARGV[5])
    end
elseif first ~= oldest then
    redis.call('HSET', key, 'total', total, 'first', string.format('%d', first))
end
return { admitted, total, (first + slots + 1) * width - now }
