-- GCRA (ITU-T I.371) over many limits at once: charges each one permit, or none any.
--
-- A limit is one number: the time at which all of its permits will be back, in microseconds. A charge moves it on by one
-- interval; it may run ahead of now by no more than all permits together. Whole numbers throughout: microseconds since
-- 1970 stay below 2^53 until the year 2255, so Lua's doubles hold them exactly.
--
-- A number further ahead than that was written before the clock was set back. It is cut at once, or nobody would get a
-- permit until the clock is where it was.
--
-- KEYS: one per limit; the same limit may stand there twice
-- ARGV: what to add to Redis's clock (us), 1 to charge or 0 to ask, from which limit on to tell how much is used,
--       then per limit its interval (us) and its permits
-- Answers 0 and 0; or how long to wait (us) until every limit has a permit again, and which one takes that long. Then,
-- for each limit to be told of, how far its number is ahead of now (us).
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]
local held = redis.call('MGET', unpack(KEYS))
local before, after, wait, longest = {}, {}, 0, 0

local function write(key, time)
  redis.call('SET', key, string.format('%.0f', time), 'PX', math.ceil((time - now) / 1000))
end

for i, key in ipairs(KEYS) do
  local interval = tonumber(ARGV[2 + 2 * i])
  local burst = interval * ARGV[3 + 2 * i]
  if not before[key] then
    local time = tonumber(held[i] or now)
    if time > now + burst then
      time = now + burst
      write(key, time)
    end
    before[key] = math.max(time, now)
  end
  after[key] = (after[key] or before[key]) + interval
  local over = after[key] - now - burst
  if over > wait then
    wait, longest = over, i
  end
end

if wait == 0 and ARGV[2] == '1' then
  for key, time in pairs(after) do
    write(key, time)
  end
  before = after
end

local answer = {wait, longest}
for i = tonumber(ARGV[3]), #KEYS do
  answer[#answer + 1] = before[KEYS[i]] - now
end
return answer
