-- Gives permits back to each limit. See rate-limiter.acquire.lua for what the numbers mean.
--
-- KEYS: one per limit, none twice
-- ARGV: what to add to Redis's clock (us), then per limit its step (us)
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]

for i, key in ipairs(KEYS) do
  local stored = redis.call('GET', key)
  if stored then
    local time = string.sub(stored, 1, 16) - ARGV[1 + i]
    if time > now then
      redis.call('SETRANGE', key, 0, string.format('%016d', time))
    else
      redis.call('DEL', key)
    end
  end
end
return 1
