-- Stores a link and kills the older one of the same user and purpose, together with its code.
--
-- KEYS: the link, its fate, the user's record, then that record under each older key of the realm
-- ARGV: now, life of the link, life of the fate (ms), the link's value, the purpose, the record's entry,
--       what the names of links and of fates begin with
--
-- The older link's keys are named by the record and so cannot be declared: they begin like KEYS[1] and KEYS[2] and carry
-- the same hash tag, hence the same slot of a cluster.
local now, purpose = tonumber(ARGV[1]), ARGV[5]

for i = 3, #KEYS do
  local entry = redis.call('HGET', KEYS[i], purpose)
  if entry then
    local id = entry:sub(1, 22)
    local older = redis.call('GET', ARGV[7] .. id)
    if older then
      redis.call('DEL', ARGV[7] .. id)
      if struct.unpack('>I6', older) > now then
        redis.call('SET', ARGV[8] .. id:sub(1, 10), '2', 'XX', 'KEEPTTL')
      end
    end
    redis.call('HDEL', KEYS[i], purpose)
  end
end

redis.call('SET', KEYS[1], ARGV[4], 'PX', ARGV[2])
redis.call('SET', KEYS[2], '0', 'PX', ARGV[3])
redis.call('HSET', KEYS[3], purpose, ARGV[6])
if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[3], ARGV[2])
end
return 1
