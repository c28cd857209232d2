-- Changes the notes of a living entry; its expiry and its TTL stay.
-- KEYS[1] the entry   ARGV[1] the new notes, sealed   ARGV[2] now, epoch milliseconds
local header = redis.call('GETRANGE', KEYS[1], 0, 8)
if #header < 9 or struct.unpack('>I8', header, 2) <= tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[1], header .. ARGV[1], 'XX', 'KEEPTTL')
return 1
