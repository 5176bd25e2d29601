"""Small made-up lists in the forms that real ones come in. Nobody in them exists."""

from pathlib import Path

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">
 <INDIVIDUALS>
  <INDIVIDUAL>
   <DATAID>1</DATAID><FIRST_NAME>YUSUF</FIRST_NAME><SECOND_NAME>KARIM</SECOND_NAME><THIRD_NAME>AL-ZARKANI</THIRD_NAME>
   <UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><GENDER>Male</GENDER>
   <NAME_ORIGINAL_SCRIPT>يوسف كريم الزرقاني</NAME_ORIGINAL_SCRIPT>
   <NATIONALITY><VALUE>Iraq</VALUE></NATIONALITY>
   <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Youssef al-Zarqani</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Karim</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-04-06</DATE></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR><TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OB 0243318</NUMBER><ISSUING_COUNTRY>Iraq</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL>
  <INDIVIDUAL>
   <DATAID>2</DATAID><FIRST_NAME>CHONG</FIRST_NAME><SECOND_NAME>TIESHAN</SECOND_NAME>
   <UN_LIST_TYPE>Test</UN_LIST_TYPE><REFERENCE_NUMBER>TSi.002</REFERENCE_NUMBER><LISTED_ON>2017-06-02</LISTED_ON>
   <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Chong Tieshan (崇铁山)</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  </INDIVIDUAL>
 </INDIVIDUALS>
 <ENTITIES>
  <ENTITY>
   <DATAID>3</DATAID><FIRST_NAME>HAIYUAN OCEAN SHIPPING CO., LTD.</FIRST_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE>
   <REFERENCE_NUMBER>TSe.003</REFERENCE_NUMBER><LISTED_ON>2018-03-30</LISTED_ON>
   <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>海遠海運(香港)有限公司</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ADDRESS><COUNTRY>China</COUNTRY></ENTITY_ADDRESS>
  </ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>
"""
SDN = """\
36,"ZARKANI, Yusuf Karim","individual","TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 06 Apr 1961; alt. DOB circa 1959; nationality Iraq; Passport OB0243318 (Iraq); Gender Male."
173,"BRIGHT HARBOR TRADING L.L.C.",-0- ,"TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\x20
900,"MV NOBODY","vessel","TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\x20
"""
ALT = '36,12,"aka","AL-ZARQANI, Youssef",-0- \n'
ADD = '173,129,"1 Nowhere Road","Dubai","United Arab Emirates",-0- \n'
DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\n'
    '" I. NOBODY"\t"1 Nowhere"\t"NOWHERE"\t"TX"\t"US"\t"75159"\t"06/19/2003"\n'
    '" I. NOBODY"\t"2 Nowhere"\t"ELSEWHERE"\t"TX"\t"US"\t"75160"\t"06/19/2004"\n'
)
TARGETS = (
    "id,schema,name,aliases,birth_date,countries,identifiers,dataset\n"
    "NK-1,Person,Yusuf Karim al-Zarkani,Youssef Zarqani;Abu Karim,1961-04-06;1959,iq,OB0243318,Test\n"
    "NK-2,Company,Bright Harbor Trading LLC,,,ae,,Test\n"
)
FTM = (
    '{"id": "NK-1", "schema": "Person", "caption": "Yusuf Karim al-Zarkani", "properties": {"name": ["Yusuf Karim al-Zarkani"],'
    ' "alias": ["Youssef Zarqani"], "weakAlias": ["Abu Karim"], "birthDate": ["1961-04-06"], "nationality": ["iq"],'
    ' "passportNumber": ["OB0243318"], "gender": ["male"]}}\n'
    '{"id": "NK-9", "schema": "Address", "properties": {"full": ["1 Nowhere"]}}\n'
)
OWN = "编号,类型,姓名,别名,出生日期,国籍,证件号码\nB-1,个人,崇铁山,,1971-02-03,中国,110101197102030017\nB-2,单位,海远海运有限公司,,,中国,\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
