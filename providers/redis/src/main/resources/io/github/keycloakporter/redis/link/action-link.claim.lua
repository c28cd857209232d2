-- Takes a link: whoever comes first gets its value, everybody else its fate.
-- The code beside it needs no touch: a code is only good as long as its link is there.
--
-- KEYS: the link, its fate
-- ARGV: now (ms)
-- Answers one thing: the value, or the fate as a number, -1 if there is none.
local value = redis.call('GET', KEYS[1])
if value and struct.unpack('>I6', value) > tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  redis.call('SET', KEYS[2], '1', 'XX', 'KEEPTTL')
  return {value}
end
return {tonumber(redis.call('GET', KEYS[2]) or -1)}
