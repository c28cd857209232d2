-- GCRA (ITU-T I.371) over many limits at once: charges each, or none any.
--
-- A limit is one number: the time at which all of its permits will be back, in microseconds. A charge moves it on by one
-- step, which is the time until one permit is back; it may run ahead of now by no more than the burst, which is all permits
-- together. Whole numbers throughout: microseconds since 1970 stay below 2^53 until the year 2255, so Lua's doubles hold
-- them exactly. They are written with %d: Redis's own way from number to text takes longer.
--
-- What is stored is that number and the time at which the key expires, 16 digits each. A key is kept a burst longer than it
-- is needed, so that most charges only write the first number over the old one: to set an expiry takes Redis longer than
-- all the rest.
--
-- A number further ahead than the burst was written before the clock was set back. It is cut at once, or nobody would get
-- a permit until the clock is where it was.
--
-- KEYS: one per limit, none twice
-- ARGV: what to add to Redis's clock (us), 1 to charge or 0 to ask, from which limit on to tell how much is used,
--       then per limit its step and its burst (us)
-- Answers 0 and 0; or how long to wait (us) until every limit has a permit again, and which one takes that long. Then,
-- for each limit to be told of, how far its number is ahead of now (us).
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]
local times = redis.call('MGET', unpack(KEYS))
local expiries = {}
local wait, longest = 0, 0

local function write(i, time, burst)
  local expiry = expiries[i]
  if expiry and time <= expiry and expiry <= now + 2 * burst then
    redis.call('SETRANGE', KEYS[i], 0, string.format('%016d', time))
  else
    expiry = time + burst
    local left = string.format('%d', math.floor((expiry - now) / 1000) + 1)
    redis.call('SET', KEYS[i], string.format('%016d%016d', time, expiry), 'PX', left)
  end
end

for i = 1, #KEYS do
  local stored, burst = times[i], tonumber(ARGV[3 + 2 * i])
  local time = now
  if stored then
    time, expiries[i] = tonumber(string.sub(stored, 1, 16)), tonumber(string.sub(stored, 17))
    if time < now then
      time = now
    elseif time > now + burst then
      time, expiries[i] = now + burst, nil
      write(i, time, burst)
    end
  end
  times[i] = time
  local over = time + ARGV[2 + 2 * i] - now - burst
  if over > wait then
    wait, longest = over, i
  end
end

if wait == 0 and ARGV[2] == '1' then
  for i = 1, #KEYS do
    times[i] = times[i] + ARGV[2 + 2 * i]
    write(i, times[i], tonumber(ARGV[3 + 2 * i]))
  end
end

local answer = {wait, longest}
for i = tonumber(ARGV[3]), #KEYS do
  answer[#answer + 1] = times[i] - now
end
return answer
