-- Signed in: any of the addresses of a file, one after the other.
local paths, at = {}, 0
for line in io.lines(os.getenv("SPEED_PATHS")) do paths[#paths + 1] = line end
local headers = { ["Cookie"] = os.getenv("SPEED_COOKIE"), ["Accept-Language"] = "zh-CN" }
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
