-- Gives each limit one permit back. See rate-limiter.acquire.lua for what the numbers mean.
--
-- KEYS: one per limit; the same limit may stand there twice
-- ARGV: what to add to Redis's clock (us), then per limit its interval (us)
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2] + ARGV[1]

for i, key in ipairs(KEYS) do
  local time = redis.call('GET', key)
  if time then
    time = tonumber(time) - tonumber(ARGV[1 + i])
    if time > now then
      redis.call('SET', key, string.format('%.0f', time), 'PX', math.ceil((time - now) / 1000))
    else
      redis.call('DEL', key)
    end
  end
end
return 1
