-- GCRA (ITU-T I.371) over many limits at once: charges each one permit, or none any.
--
-- A limit is one number: the time at which all of its permits will be back, in microseconds. A charge moves it on by one
-- interval; it may run ahead of now by no more than all permits together. Whole numbers throughout: microseconds since
-- 1970 stay below 2^53 until the year 2255, so Lua's doubles hold them exactly.
--
-- KEYS: one per limit; the same limit may stand there twice
-- ARGV: what to add to Redis's clock (us), 1 to charge or 0 to ask, then per limit its interval (us) and its permits
-- Answers 0 and 0; or how long to wait (us) until every limit has a permit again, and which one takes that long.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]
local full, wait, longest = {}, 0, 0

for i, key in ipairs(KEYS) do
  local interval, permits = tonumber(ARGV[1 + 2 * i]), tonumber(ARGV[2 + 2 * i])
  local before = full[key] or tonumber(redis.call('GET', key) or now)
  full[key] = math.max(before, now) + interval
  local over = full[key] - now - interval * permits
  if over > wait then
    wait, longest = over, i
  end
end

if wait == 0 and ARGV[2] == '1' then
  for key, time in pairs(full) do
    redis.call('SET', key, string.format('%.0f', time), 'PX', math.ceil((time - now) / 1000))
  end
end
return {wait, longest}
