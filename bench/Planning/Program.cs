using Bandeng.Planning.Bench;

return args switch
{
    ["grids", var data] => GridBench.Run(data),
    ["points"] => PointBench.Run() + AddressBench.Run(),
    _ => 2,
};
