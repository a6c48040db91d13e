-- Counts requests of the day, as many as are asked for or as are left.
-- KEYS: the count, a hash of day, spent and refunded. Days are counted from 1970.
-- ARGV: the limit, 0 for none; how many; seconds from UTC to the time zone of the days;
--       the day and the counts that this process has seen last, in case that Redis has lost some.
-- Returns the day, spent and refunded after it, how many were counted, and the microseconds to the end of the day.
local time = redis.call('TIME')
local seconds = time[1] + ARGV[3]
local today = math.floor(seconds / 86400)
local kept = redis.call('HMGET', KEYS[1], 'day', 'spent', 'refunded')
local day, spent, refunded = tonumber(kept[1] or 0), tonumber(kept[2] or 0), tonumber(kept[3] or 0)

local seenDay, seenSpent, seenRefunded = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
if seenDay > day or seenDay == day and seenSpent > spent then
  day, spent, refunded = seenDay, seenSpent, seenRefunded
end
if today > day then -- never the other way round: a clock that is set back must not begin a day anew
  day, spent, refunded = today, 0, 0
end

local n, limit = tonumber(ARGV[2]), tonumber(ARGV[1])
if limit > 0 then n = math.max(0, math.min(n, limit - (spent - refunded))) end
spent = spent + n
redis.call('HSET', KEYS[1], 'day', day, 'spent', spent, 'refunded', refunded)
redis.call('EXPIRE', KEYS[1], 7 * 86400)
return {day, spent, refunded, n, ((day + 1) * 86400 - seconds) * 1000000 - time[2]}
