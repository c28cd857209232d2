-- Kills the living link and code of one purpose of a user, or of all.
--
-- KEYS: the user's record under the realm's key, then under each older one
-- ARGV: now (ms), what the names of links and of fates begin with, then the purpose, if it is but one
-- Returns the purpose of each link that was alive.
local now = tonumber(ARGV[1])
local ended = {}

for _, record in ipairs(KEYS) do
  local purposes = ARGV[4] and {ARGV[4]} or redis.call('HKEYS', record)
  for _, purpose in ipairs(purposes) do
    local entry = redis.call('HGET', record, purpose)
    if entry and #entry >= 22 then
      local id = entry:sub(1, 22)
      local link = redis.call('GET', ARGV[2] .. id)
      if link then
        redis.call('DEL', ARGV[2] .. id)
        if #link > 6 and struct.unpack('>I6', link) > now then
          redis.call('SET', ARGV[3] .. id:sub(1, 10), '3', 'XX', 'KEEPTTL')
          ended[#ended + 1] = purpose
        end
      end
    end
    redis.call('HDEL', record, purpose)
  end
end
return ended
