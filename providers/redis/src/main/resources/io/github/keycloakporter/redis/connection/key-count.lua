-- Counts the keys of one step of SCAN by kind. Changes nothing.
--
-- KEYS: any key of the server that is to be counted; only its slot matters, on a Cluster
-- ARGV: the cursor, the prefix of all keys with its colon, how many keys to look at, now (ms),
--       how much longer a fate lives than its link (ms), how long ago the count began (ms), and for how long before that links that
--       expired are counted (ms)
-- Returns the next cursor, how many codes could be used now, how many links expired unused in that time, then for each kind its
-- name, the number of its keys, how many of them have no expiry, and how long the others live on, summed up (ms).
--
-- The keys of a code's link are named by the record, and carry the same hash tag, hence the same slot.
local cursor, prefix = ARGV[1], ARGV[2]
local now, kept, began, before = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local step = redis.call('SCAN', cursor, 'MATCH', prefix .. '*', 'COUNT', ARGV[3])
local codes, expired = 0, 0
local kinds, counts = {}, {}

for _, key in ipairs(step[2]) do
  local kind = key:sub(#prefix + 1, (key:find(':', #prefix + 1, true) or #key + 1) - 1)
  local count = counts[kind]
  if not count then
    count = {0, 0, 0}
    counts[kind] = count
    kinds[#kinds + 1] = kind
  end
  local left = redis.call('PTTL', key)
  if left ~= -2 then
    count[1] = count[1] + 1
    if left == -1 then
      count[2] = count[2] + 1
    else
      count[3] = count[3] + left
    end
  end
  if kind == 'lf' then
    -- when its link ended, counted from the beginning of the count
    local ended = left - kept + began
    if left > 0 and ended <= 0 and ended > -before and redis.call('GET', key) == '0' then
      expired = expired + 1
    end
  elseif kind == 'lu' then
    local tag = key:match('{.-}') or ''
    for _, entry in ipairs(redis.call('HVALS', key)) do
      if #entry == 51 and struct.unpack('>I6', entry, 45) > now
          and redis.call('EXISTS', prefix .. 'link:' .. tag .. entry:sub(1, 22)) == 1 then
        codes = codes + 1
      end
    end
  end
end

local answer = {step[1], codes, expired}
for _, kind in ipairs(kinds) do
  answer[#answer + 1] = kind
  for i = 1, 3 do
    answer[#answer + 1] = counts[kind][i]
  end
end
return answer
