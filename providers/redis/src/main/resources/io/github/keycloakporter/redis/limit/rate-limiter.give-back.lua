-- Gives permits back to each limit. See rate-limiter.acquire.lua for what the numbers mean and how they are written.
--
-- KEYS: one per limit, none twice
-- ARGV: in one text what to add to Redis's clock (us), then per limit its step (us)
local asked = {struct.unpack('>' .. string.rep('i8', 1 + #KEYS), ARGV[1])}
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + asked[1]

for i, key in ipairs(KEYS) do
  local stored = redis.call('GET', key)
  if stored then
    local time = struct.unpack('>i8', stored) - asked[1 + i]
    if time > now then
      redis.call('SETRANGE', key, '0', struct.pack('>i8', time))
    else
      redis.call('DEL', key)
    end
  end
end
return 1
