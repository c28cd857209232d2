-- Gives permits back to each limit. See rate-limiter.acquire.lua for what the numbers mean and how they are written.
--
-- KEYS: one per limit, none twice
-- ARGV: in one text what to add to Redis's clock (us), then per limit its step (us)
local asked = {struct.unpack('>' .. string.rep('i8', 1 + #KEYS), ARGV[1])}
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + asked[1]

for i, stored in ipairs(redis.call('MGET', unpack(KEYS))) do
  if stored and #stored == 16 then
    local time = struct.unpack('>i8', stored) - asked[1 + i]
    if time > now then
      redis.call('SET', KEYS[i], struct.pack('>i8', time) .. stored:sub(9), 'XX', 'KEEPTTL')
    else
      redis.call('DEL', KEYS[i])
    end
  end
end
return 1
