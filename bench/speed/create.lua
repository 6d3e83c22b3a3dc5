-- Each request raises another matter, with an id of its own, in any of the communities.
local areas, words = {}, { "路灯不亮", "井盖松动", "楼道堆物", "电梯停运", "下水道堵塞", "屋顶渗漏", "垃圾没清", "噪音扰民" }
for code in os.getenv("SPEED_AREAS"):gmatch("%d+") do areas[#areas + 1] = code end
local token, thread = os.getenv("SPEED_TOKEN"), 0
function setup(one) one:set("number", thread); thread = thread + 1 end
function init() math.randomseed(os.time() * 16 + number) end
function request()
  local id = string.format("%08x-%04x-4%03x-8%03x-%06x%06x", math.random(0, 0x7fffffff), math.random(0, 0xffff), math.random(0, 0xfff),
    math.random(0, 0xfff), math.random(0, 0xffffff), math.random(0, 0xffffff))
  return wrk.format("POST", "/api/v1/matters", { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token },
    string.format('{"id":"%s","detail":"三号楼二单元%s，晚上老人看不清路，已经摔过一次。","area":"%s"}',
      id, words[math.random(#words)], areas[math.random(#areas)]))
end
function done(summary, latency, requests)
  for _, p in ipairs({ 50, 95, 99 }) do io.write(string.format("p%d %.1f\n", p, latency:percentile(p) / 1000)) end
end
