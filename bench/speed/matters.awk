# Invented requests as CSV: so many matters, spread over so many communities and 300 days. Nobody here exists.
BEGIN {
  srand(7 + first)
  n = split("路灯不亮 井盖松动 楼道堆物 电梯停运 下水道堵塞 屋顶渗漏 垃圾没清 噪音扰民 车位被占 停水两天 护栏断裂 树枝挡窗 围墙开裂 飞线充电 门禁坏了 消防栓没水", what, " ")
  m = split("三号楼二单元 东门口 小广场旁 幼儿园门前 菜市场北侧 地下车库 五栋顶楼 河边步道 公交站后 老干所院内", where, " ")
  k = split("晚上老人看不清路，已经摔过一次。 上周报过一次，还没有人来看。 孩子放学要从这里过，家长都担心。 物业说等配件，等了半个月。 雨天更严重，请尽快安排。 邻居们都有意见，希望给个说法。", more, " ")
  split(codes, area, " ")
  print "no,title,detail,time,area,place"
  for (i = first; i < first + matters; i++) {
    w = what[int(rand() * n) + 1]; p = where[int(rand() * m) + 1]
    day = int(rand() * 300); minute = int(rand() * 1440)
    printf "S%07d,%s%s,%s%s。%s%s,%s,%s,%s\n", i, p, w, p, w, more[int(rand() * k) + 1], more[int(rand() * k) + 1], \
      strftime("%Y-%m-%d %H:%M", now - (day * 1440 + minute + 60) * 60), area[int(rand() * communities) + 1], p
  }
}
