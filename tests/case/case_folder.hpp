// SPDX-License-Identifier: MIT
// A case on disk for tests: a small valid one to begin with, tables replaced one by one.
//
// P in the US makes engine (of two pistons) on the resource line; S in MX makes pistons; M in the US buys
// engines; W in the US is a warehouse.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "dualflow/case/read.hpp"

namespace dualflow::test {

class CaseFolder {
public:
    CaseFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "dualflow-case-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
        write("case.toml",
              "name = \"small\"\ncurrency = \"USD\"\nstart = 2027-01-01\ncalendar = \"4 quarters\"\n");
        write("regions.csv", "id,name,bloc\nUS,United States,NA\nMX,Mexico,NA\nCN,China,\n");
        write("sites.csv",
              "id,kind,region,latitude,longitude\nS,supplier,MX,20,-100\nP,plant,US,40,-80\n"
              "M,market,US,41,-75\nW,warehouse,US,39,-90\n");
        write("products.csv",
              "id,kind,family,unit_value,mass_kg,volume_m3,tariff_code\nengine,module,power,1000,800,4,8408\n"
              "piston,part,metal,10,2,0.01,840991\n");
        write("bom.csv", "output,component,quantity\nengine,piston,2\n");
        write("resources.csv", "site,resource,capacity_per_day\nP,line,100\n");
        write("processes.csv", "site,product,resource,unit_cost\nP,engine,line,50\nS,piston,,8\n");
        write("lanes.csv", "from,to,product,cost_per_unit,lead_days\nS,P,piston,1,10\nP,M,engine,20,3\n");
        write("demand.csv",
              "market,product,from,to,quantity_per_day,lost_sale_cost\nM,engine,2027-01-01,2028-01-01,10,"
              "5000\n");
    }
    ~CaseFolder() { std::filesystem::remove_all(path_); }
    CaseFolder(const CaseFolder&) = delete;
    CaseFolder& operator=(const CaseFolder&) = delete;

    void write(const std::string& file, const std::string& text) {
        std::ofstream(path_ / file, std::ios::binary) << text;
    }
    void append(const std::string& file, const std::string& text) {
        std::ofstream(path_ / file, std::ios::binary | std::ios::app) << text;
    }
    void remove(const std::string& file) { std::filesystem::remove(path_ / file); }
    const std::filesystem::path& path() const { return path_; }

    Result<Case, Diagnostics> read() const { return read_case(path_); }

    // "E0201 lanes.csv 3 to", one an error; empty for a valid case.
    std::vector<std::string> errors() const {
        std::vector<std::string> places;
        const auto result = read();
        if (result) return places;
        for (const Diagnostic& d : result.error())
            if (d.severity == Severity::error)
                places.push_back(d.code + " " + d.file + " " + std::to_string(d.row) + " " + d.column);
        return places;
    }

private:
    std::filesystem::path path_;
};

using Places = std::vector<std::string>;

}  // namespace dualflow::test
