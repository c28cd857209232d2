-- Takes a code: right, and the link is used; wrong, and the try counts.
--
-- KEYS: the user's record under the realm's key, then under each older one
-- ARGV: now (ms), the purpose, how many wrong tries kill, what the names of links and of fates begin with,
--       then per record the keyed hash of what was typed
-- Answers 0 accepted, 1 wrong, 2 wrong and the last try, 3 there is no living code.
--
-- Comparing the hashes with == tells no timing that helps: whoever guesses does not know the key, so cannot choose how a
-- hash begins.
local now, purpose = tonumber(ARGV[1]), ARGV[2]

for i, record in ipairs(KEYS) do
  local entry = redis.call('HGET', record, purpose)
  if entry and #entry == 45 then
    local id = entry:sub(1, 22)
    local link = redis.call('GET', ARGV[4] .. id)
    local living = link and struct.unpack('>I6', link) > now
    if living and struct.unpack('>I6', entry, 39) > now then
      if entry:sub(23, 38) == ARGV[5 + i] then
        redis.call('DEL', ARGV[4] .. id)
        redis.call('SET', ARGV[5] .. id:sub(1, 10), '1', 'XX', 'KEEPTTL')
        redis.call('HDEL', record, purpose)
        return 0
      end
      local tries = entry:byte(45) + 1
      if tries < tonumber(ARGV[3]) then
        redis.call('HSET', record, purpose, entry:sub(1, 44) .. string.char(tries))
        return 1
      end
      redis.call('HSET', record, purpose, entry:sub(1, 22))
      return 2
    end
  end
end
return 3
