-- Stores a link and replaces the older one of the same user and purpose, together with its code. Does nothing if a link that
-- was requested later has been issued already: an email that was delayed must not replace the link of a newer one.
--
-- KEYS: the link, its fate, the user's record, then that record under each older key of the realm
-- ARGV: now, life of the link, life of the fate (ms), the link's value, the purpose, the record's entry,
--       prefixes of the keys of links and of fates
-- Returns 0 if nothing was issued, else 1 and the number of living links that were replaced.
--
-- The older link's keys are named by the record and so cannot be declared: they begin like KEYS[1] and KEYS[2] and carry
-- the same hash tag, hence the same slot of a cluster.
local now, purpose = tonumber(ARGV[1]), ARGV[5]

local function entry(record)
  local value = redis.call('HGET', record, purpose)
  return value and #value >= 28 and value
end

for i = 3, #KEYS do
  local older = entry(KEYS[i])
  if older and struct.unpack('>I6', older, 23) > struct.unpack('>I6', ARGV[6], 23) then
    return 0
  end
end

local replaced = 0
for i = 3, #KEYS do
  local older = entry(KEYS[i])
  if older then
    local id = older:sub(1, 22)
    local link = redis.call('GET', ARGV[7] .. id)
    if link then
      redis.call('DEL', ARGV[7] .. id)
      if #link > 6 and struct.unpack('>I6', link) > now then
        redis.call('SET', ARGV[8] .. id:sub(1, 10), '2', 'XX', 'KEEPTTL')
        replaced = replaced + 1
      end
    end
  end
  redis.call('HDEL', KEYS[i], purpose)
end

redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[2])
redis.call('SET', KEYS[2], '0', 'PX', ARGV[3])
redis.call('HSET', KEYS[3], purpose, ARGV[6])
if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[3], ARGV[2])
end
return 1 + replaced
