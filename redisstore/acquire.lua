-- Takes a slot and a turn at two gates, that of the operation and that of all, or at neither.
-- KEYS: the pause; slots and turn of the operation; slots and turn of all.
-- ARGV: the name of the slot; its lease and how far ahead a turn may be taken, in microseconds;
--       for each gate: requests at once, microseconds from one request to the next, how far the schedule may lag behind.
-- Returns 1 and the microseconds to the turn; or 0 and the microseconds until it is worth to ask again, -1 if that
-- depends on the other requests.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(n) return string.format('%.0f', n) end

local pause = redis.call('PTTL', KEYS[1])
if pause > 0 then return {0, pause * 1000} end

local wait = 0
local gates = {}
for i = 0, 1 do
  local g = {
    slots = KEYS[2 + 2 * i], turn = KEYS[3 + 2 * i],
    atOnce = tonumber(ARGV[4 + 3 * i]), every = tonumber(ARGV[5 + 3 * i]), burst = tonumber(ARGV[6 + 3 * i]),
  }
  if g.atOnce > 0 then
    redis.call('ZREMRANGEBYSCORE', g.slots, '-inf', text(now))
    if redis.call('ZCARD', g.slots) >= g.atOnce then return {0, -1} end
  end
  if g.every > 0 then
    g.due = math.max(tonumber(redis.call('GET', g.turn) or '0'), now - g.burst)
    wait = math.max(wait, g.due - now)
  end
  gates[i + 1] = g
end
local ahead = tonumber(ARGV[3])
if wait > ahead then return {0, math.ceil(wait - ahead)} end

local lease = tonumber(ARGV[2])
for _, g in ipairs(gates) do
  if g.atOnce > 0 then
    redis.call('ZADD', g.slots, text(now + lease), ARGV[1])
    redis.call('PEXPIRE', g.slots, text(lease / 1000))
  end
  if g.every > 0 then
    local after = g.due + g.every
    redis.call('SET', g.turn, text(after), 'PX', text((after - now + g.burst) / 1000 + 1000))
  end
end
return {1, math.ceil(wait)}
