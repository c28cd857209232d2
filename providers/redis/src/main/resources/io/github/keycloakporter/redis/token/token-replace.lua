-- Changes the notes of a living entry; its expiry and its TTL stay. A malformed entry counts as none.
-- KEYS[1] the entry   ARGV[1] the new notes, sealed   ARGV[2] now, epoch milliseconds
local header = redis.pcall('GETRANGE', KEYS[1], 0, 8)
if type(header) ~= 'string' or #header < 9 or header:byte(1) ~= 1
    or struct.unpack('>I8', header, 2) <= tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[1], header .. ARGV[1], 'XX', 'KEEPTTL')
return 1
