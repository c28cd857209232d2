-- How far each limit's number is ahead of now. See rate-limiter.acquire.lua for what that means.
--
-- KEYS: one per limit
-- ARGV: what to add to Redis's clock (us)
-- Answers one number (us) per limit; 0 or less where all permits are there.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]
local ahead = {}

for i, stored in ipairs(redis.call('MGET', unpack(KEYS))) do
  ahead[i] = (stored and tonumber(string.sub(stored, 1, 16)) or now) - now
end
return ahead
