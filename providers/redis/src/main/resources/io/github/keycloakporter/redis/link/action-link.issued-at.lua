-- When the living link of a user and purpose was issued (epoch ms); nil when there is none.
--
-- KEYS: the user's record under the realm's key, then under each older one
-- ARGV: now (ms), the purpose, what the names of links begin with
for _, record in ipairs(KEYS) do
  local entry = redis.call('HGET', record, ARGV[2])
  if entry then
    local link = redis.call('GET', ARGV[3] .. entry:sub(1, 22))
    if link and struct.unpack('>I6', link) > tonumber(ARGV[1]) then
      return (struct.unpack('>I6', entry, 23))
    end
  end
end
return nil
