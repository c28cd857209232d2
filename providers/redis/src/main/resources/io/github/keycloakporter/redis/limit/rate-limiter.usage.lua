-- How far each limit's number is ahead of now. See rate-limiter.acquire.lua for what that means and how it is written.
--
-- KEYS: one per limit
-- ARGV: what to add to Redis's clock (us)
-- Answers in one text a number (us) per limit; 0 where all permits are there.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + struct.unpack('>i8', ARGV[1])
local ahead = {}

for i, stored in ipairs(redis.call('MGET', unpack(KEYS))) do
  ahead[i] = stored and #stored == 16 and math.max(0, struct.unpack('>i8', stored) - now) or 0
end
return struct.pack('>' .. string.rep('i8', #KEYS), unpack(ahead))
