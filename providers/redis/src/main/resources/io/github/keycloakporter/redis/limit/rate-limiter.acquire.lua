-- GCRA (ITU-T I.371) over many limits at once: charges each, or none any.
--
-- A limit is one number: the time at which all of its permits will be back, in microseconds. A charge moves it on by one
-- step, which is the time until one permit is back; it may run ahead of now by no more than the burst, which is all permits
-- together. Whole numbers throughout: microseconds since 1970 stay below 2^53 until the year 2255, so Lua's doubles hold
-- them exactly.
--
-- Numbers come, go and are stored as 8 bytes each, the highest first: reading and writing them as texts, and an answer of
-- several parts, would take Redis longer than all the rest.
--
-- What is stored is that number and the time at which the key expires. A key is kept a burst longer than it is needed, so
-- that most charges only write a new value and keep the expiry: to set an expiry takes Redis longer than the charge. Such a
-- write asks for a key that is there (XX): replayed from the append-only file without the one before, it must not create a
-- key without an expiry. What is not 16 bytes long is no limit's value and counts as none.
--
-- A number further ahead than the burst was written before the clock was set back. It is cut at once, or nobody would get
-- a permit until the clock is where it was.
--
-- KEYS: one per limit, none twice
-- ARGV: in one text what to add to Redis's clock (us), 1 to charge or 0 to ask, then per limit its step and its burst (us)
-- Answers in one text 0 and 0, or how long to wait (us) until every limit has a permit again, and which one takes that
-- long; then how far each limit's number is ahead of now (us).
local call, pack, parse = redis.call, struct.pack, struct.unpack
local count = #KEYS
local asked = {parse('>' .. string.rep('i8', 2 + 2 * count), ARGV[1])}
local clock = call('TIME')
local now = clock[1] * 1000000 + clock[2] + asked[1]
local stored = call('MGET', unpack(KEYS))
local ahead, expiries = {}, {}
local wait, longest = 0, 0

local function write(i)
  local time, burst, expiry = now + ahead[i], asked[2 + 2 * i], expiries[i]
  if expiry and time <= expiry and expiry <= now + 2 * burst then
    call('SET', KEYS[i], pack('>i8i8', time, expiry), 'XX', 'KEEPTTL')
  else
    expiry = time + burst
    local left = string.format('%d', math.floor((expiry - now) / 1000) + 1)
    call('SET', KEYS[i], pack('>i8i8', time, expiry), 'PX', left)
  end
end

for i = 1, count do
  local step, burst = asked[1 + 2 * i], asked[2 + 2 * i]
  ahead[i] = 0
  if stored[i] and #stored[i] == 16 then
    local time, expiry = parse('>i8i8', stored[i])
    if time > now + burst then
      ahead[i] = burst
      write(i)
    else
      ahead[i], expiries[i] = math.max(0, time - now), expiry
    end
  end
  local over = ahead[i] + step - burst
  if over > wait then
    wait, longest = over, i
  end
end

if wait == 0 and asked[2] == 1 then
  for i = 1, count do
    ahead[i] = ahead[i] + asked[1 + 2 * i]
    write(i)
  end
end
return pack('>' .. string.rep('i8', 2 + count), wait, longest, unpack(ahead))
