-- Takes the place of an entry that is over by the caller's clock, though Redis still keeps it, or that is malformed.
-- KEYS[1] the entry   ARGV[1] the new value   ARGV[2] its TTL in milliseconds   ARGV[3] now, epoch milliseconds
local header = redis.pcall('GETRANGE', KEYS[1], 0, 8)
if type(header) == 'string' and #header == 9 and header:byte(1) == 1
    and struct.unpack('>I8', header, 2) > tonumber(ARGV[3]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
