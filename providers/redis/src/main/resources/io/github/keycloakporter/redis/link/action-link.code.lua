-- Claims a code: a right one uses the link, a wrong one counts.
--
-- KEYS: the user's record under the realm's key, then under each older one
-- ARGV: now (ms), the purpose, how many wrong tries are allowed, prefixes of the keys of links and of fates,
--       then for each record the keyed hash of the code that was typed
-- Returns 0 accepted, 1 wrong, 2 wrong and the last try, 3 there is no living code.
--
-- Comparing the hashes with == leaks no useful timing: somebody who guesses does not know the key, so cannot choose how a
-- hash begins.
local now, purpose = tonumber(ARGV[1]), ARGV[2]

-- with its expiry: replayed from the append-only file after the record has expired, HSET alone would create it again, without an end
local function write(record, entry)
  local life = redis.call('PTTL', record)
  redis.call('HSET', record, purpose, entry)
  redis.call('PEXPIRE', record, math.max(life, 1000))
end

for i, record in ipairs(KEYS) do
  local entry = redis.call('HGET', record, purpose)
  if entry and #entry == 51 then
    local id = entry:sub(1, 22)
    local link = redis.call('GET', ARGV[4] .. id)
    local living = link and #link > 6 and struct.unpack('>I6', link) > now
    if living and struct.unpack('>I6', entry, 45) > now then
      if entry:sub(29, 44) == ARGV[5 + i] then
        redis.call('DEL', ARGV[4] .. id)
        redis.call('SET', ARGV[5] .. id:sub(1, 10), '1', 'XX', 'KEEPTTL')
        write(record, entry:sub(1, 28))
        return 0
      end
      local tries = entry:byte(51) + 1
      if tries < tonumber(ARGV[3]) then
        write(record, entry:sub(1, 50) .. string.char(tries))
        return 1
      end
      write(record, entry:sub(1, 28))
      return 2
    end
  end
end
return 3
