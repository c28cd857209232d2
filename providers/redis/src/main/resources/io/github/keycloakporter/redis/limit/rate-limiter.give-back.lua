-- Gives permits back to each limit. See rate-limiter.acquire.lua for what the numbers mean.
--
-- KEYS: one per limit, none twice
-- ARGV: what to add to Redis's clock (us), then per limit its step (us)
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]

for i, key in ipairs(KEYS) do
  local time = redis.call('GET', key)
  if time then
    time = time - ARGV[1 + i]
    if time > now then
      redis.call('SET', key, string.format('%d', time), 'PX', string.format('%d', math.floor((time - now) / 1000) + 1))
    else
      redis.call('DEL', key)
    end
  end
end
return 1
