-- Claims a link: the first caller gets its value, every other one its fate.
-- The code beside it stays: a code is only valid while its link exists.
--
-- KEYS: the link, its fate
-- ARGV: now (ms)
-- Returns one element: the value, or the fate as a number, -1 if there is none.
local value = redis.call('GET', KEYS[1])
if value and #value > 6 and struct.unpack('>I6', value) > tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  redis.call('SET', KEYS[2], '1', 'XX', 'KEEPTTL')
  return {value}
end
return {tonumber(redis.call('GET', KEYS[2]) or -1) or -1}
